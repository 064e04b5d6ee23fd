import { textOf } from './bytes';
import { NotABundle } from './bundle';

/** Raw DEFLATE (RFC 1951), as Node and browsers have it built in. */
export type Inflate = (bytes: Uint8Array) => Promise<Uint8Array>;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** An end of the directory is followed by a comment of at most 64 KiB. */
const LONGEST_END = 22 + 65_535;

/**
 * Reads the files of a ZIP archive (APPNOTE 6.3.10), without ZIP64: entries that are stored or deflated,
 * found by the central directory as every unpacker does.
 * @throws NotABundle when it is no such archive, or names a file twice.
 */
export async function unzip(
  archive: Uint8Array,
  inflate: Inflate,
): Promise<Map<string, Uint8Array>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(view);
  const files = new Map<string, Uint8Array>();
  try {
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (view.getUint32(at, true) !== ENTRY) throw new NotABundle('The archive is damaged.');
      const method = view.getUint16(at + 10, true);
      const packed = view.getUint32(at + 20, true);
      const size = view.getUint32(at + 24, true);
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
        view.getUint16(at + offset, true),
      ) as [number, number, number];
      const header = view.getUint32(at + 42, true);
      const name = textOf(archive.subarray(at + 46, at + 46 + nameLength)) ?? '';
      const from =
        header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      const data = archive.subarray(from, from + packed);
      if (files.has(name)) throw new NotABundle(`The archive holds ${name} twice.`);
      files.set(name, await unpack(data, { method, size, name }, inflate));
      at += 46 + nameLength + extraLength + commentLength;
    }
  } catch (error) {
    throw error instanceof NotABundle ? error : new NotABundle('The archive is damaged.');
  }
  return files;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - LONGEST_END); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new NotABundle('This is no ZIP archive, or only a part of one.');
}

async function unpack(
  data: Uint8Array,
  { method, size, name }: { method: number; size: number; name: string },
  inflate: Inflate,
): Promise<Uint8Array> {
  if (method !== 0 && method !== 8) throw new NotABundle(`${name} is packed in an unknown way.`);
  const bytes = method === 0 ? data : await inflate(data);
  if (bytes.length !== size) throw new NotABundle(`${name} is not complete.`);
  return bytes;
}
