import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The number of an object in the file. */
export type ObjectNumber = number & { readonly objectNumber: true };

/** A file of PDF 1.7 (ISO 32000-1), put together object by object. It knows no clock: the same objects give the same bytes. */
export interface PdfFile {
  /** A number for an object that others refer to before it is there. */
  reserve(): ObjectNumber;
  put(number: ObjectNumber, body: string): void;
  add(body: string): ObjectNumber;
  /** A compressed stream. `entries` are those of its dictionary beside length and filter. */
  addStream(content: Uint8Array | string, entries?: string): ObjectNumber;
  end(root: ObjectNumber, info: ObjectNumber): Uint8Array;
}

export function createPdfFile(): PdfFile {
  const bodies: (Buffer | undefined)[] = [];
  const reserve = (): ObjectNumber => bodies.push(undefined) as ObjectNumber;
  const put = (number: ObjectNumber, body: string | Buffer): void => {
    bodies[number - 1] = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  };
  return {
    reserve,
    put,
    add(body) {
      const number = reserve();
      put(number, body);
      return number;
    },
    addStream(content, entries = '') {
      const data = deflateSync(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, { level: 9 });
      const head = Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode ${entries} >>\nstream\n`, 'latin1');
      const number = reserve();
      put(number, Buffer.concat([head, data, Buffer.from('\nendstream', 'latin1')]));
      return number;
    },
    end(root, info) {
      const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
      let length = parts[0]?.length ?? 0;
      const push = (part: Buffer): void => {
        parts.push(part);
        length += part.length;
      };
      const offsets = bodies.map((body, at) => {
        if (body === undefined) throw new Error(`Object ${at + 1} of the PDF was reserved and never written.`);
        const offset = length;
        push(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')]));
        return offset;
      });
      const start = length;
      // The identifier stands for the content: no clock, no chance.
      const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32);
      const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
      const size = bodies.length + 1;
      const trailer = `<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>`;
      push(
        Buffer.from(
          `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`,
          'latin1',
        ),
      );
      return new Uint8Array(Buffer.concat(parts));
    },
  };
}

/** A text of the document's properties: UTF-16 with a byte order mark, in hexadecimal. ISO 32000-1, section 7.9.2.2. */
export function pdfText(text: string): string {
  return `<FEFF${utf16(text)}>`;
}

/** UTF-16, big end first, in hexadecimal. */
export function utf16(text: string): string {
  let hexadecimal = '';
  for (let at = 0; at < text.length; at += 1) {
    hexadecimal += text.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
  }
  return hexadecimal;
}

/** A number with at most three decimals, and never `-0` or an exponent. */
export function pdfNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? '0' : String(rounded);
}
