export { renderHtml, renderSlipHtml } from './html/render-html.ts';
export { renderPdf, renderSlipPdf } from './pdf/render-pdf.ts';
export type {
  Issuer,
  Mark,
  Paper,
  PaperSettlement,
  PdfOptions,
  PrintOptions,
  PrintWarning,
  PrintedHtml,
  PrintedPdf,
} from './paper.ts';
