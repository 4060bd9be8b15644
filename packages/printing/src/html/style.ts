/** How a document looks, on a screen and on paper. Sides are logical, so that one style serves both directions. */
export const STYLE: string = `
@page { size: A4; margin: 14mm 15mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 14mm 15mm; max-width: 210mm; color: #000; background: #fff;
  font: 10pt/1.4 Rubik, Heebo, Arial, "Noto Sans Hebrew", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
header, .top { display: flex; justify-content: space-between; gap: 8mm; align-items: flex-start; }
header { padding-block-end: 3mm; border-block-end: 0.4mm solid #666; margin-block-end: 4mm; }
header > *, .top > * { min-width: 0; }
.aside { flex: 0 0 68mm; }
p { margin: 0; }
.name { font-weight: bold; font-size: 13pt; }
header .name { font-size: 16pt; }
h1 { font-size: 18pt; margin: 0 0 4mm; line-height: 1.2; }
.to { color: #555; }
.mark { font-weight: bold; font-size: 13pt; text-align: center; border: 0.4mm solid #000; padding: 1.5mm 3mm; }
.number { border: 0.4mm solid #000; padding: 2mm 3mm; margin-block-start: 3mm; }
.number p { font-weight: bold; }
.number .before { font-size: 9pt; color: #444; }
.number strong { font-size: 16pt; }
.notice { font-weight: bold; font-size: 12.5pt; text-align: center; background: #ececec; border: 0.4mm solid #000;
  padding: 2mm 4mm; margin-block-start: 4mm; }
table { width: 100%; border-collapse: collapse; margin-block-start: 5mm; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
th { background: #e6e6e6; text-align: start; vertical-align: bottom; }
th, td { padding: 1.4mm 1.5mm; }
td { border-block-end: 0.2mm solid #ccc; vertical-align: top; text-align: start; }
th, td { overflow-wrap: normal; }
tr { break-inside: avoid; }
.index { text-align: center; white-space: nowrap; }
.figure { text-align: right; white-space: nowrap; }
th.figure { white-space: normal; }
.text { width: 40%; min-width: 36mm; overflow-wrap: anywhere; }
.short { min-width: 16mm; overflow-wrap: anywhere; }
.totals { width: 46%; margin-inline-start: auto; break-inside: avoid; }
.totals td { border: 0; }
.totals .last td { font-weight: bold; font-size: 12pt; border-block: 0.4mm solid #000; }
.note { margin-block-start: 5mm; white-space: pre-line; }
.note b { display: block; }
@media print { body { padding: 0; max-width: none; } * { print-color-adjust: exact; } }
`;
