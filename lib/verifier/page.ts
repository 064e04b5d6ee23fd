import { NotABundle } from './bundle';
import { bytesOf, toHex } from './bytes';
import { type exitCodeOf, sentenceOf, type Severity } from './findings';
import { type Ports } from './ports';
import { reportLines, verdictOf } from './report';
import { sha256 } from './sha256';
import { BadKey, type Report, verifyBundle } from './verify';
import { type Inflate, unzip } from './zip';

/* The verifier as one page that needs no network: see page.html. */

class NoEd25519 extends Error {}

const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes);

async function importKey(key: Uint8Array): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) throw new NoEd25519();
  try {
    return await crypto.subtle.importKey('raw', copyOf(key), 'Ed25519', false, ['verify']);
  } catch (error) {
    // A browser that does not know the algorithm must not pass for a signature that is wrong.
    if ((error as Error).name === 'NotSupportedError') throw new NoEd25519();
    return null;
  }
}

const ports: Ports = {
  sha256: (input) => toHex(sha256(typeof input === 'string' ? bytesOf(input) : input)),
  verify: async ({ key, message, signature }) => {
    const imported = await importKey(key);
    if (!imported) return false;
    return crypto.subtle.verify('Ed25519', imported, copyOf(signature), copyOf(message));
  },
};

const inflate: Inflate = async (bytes) => {
  const stream = new Blob([copyOf(bytes)]).stream();
  const inflated = stream.pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
};

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const fileOf = (id: string) => element<HTMLInputElement>(id).files?.[0];

async function check(): Promise<void> {
  const bundle = fileOf('bundle');
  if (!bundle) return;
  const key = element<HTMLInputElement>('key').value.trim();
  say('busy', 'Checking…', []);
  // Lets the browser draw this first.
  await new Promise((resolve) => setTimeout(resolve, 30));
  try {
    const files = await unzip(new Uint8Array(await bundle.arrayBuffer()), inflate);
    const given = {
      anchors: await fileOf('anchor')?.text(),
      owners: await fileOf('owners')?.text(),
      keys: key === '' ? [] : [key],
    };
    show(await verifyBundle(files, given, ports));
  } catch (error) {
    say('tampered', 'Nothing could be checked', [wordsOf(error)]);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof NotABundle || error instanceof BadKey) return error.message;
  if (error instanceof NoEd25519) {
    return 'This browser cannot check Ed25519 signatures. Use a newer one (Chrome 137, Firefox 129, Safari 17), or verify.py.';
  }
  return `The files could not be read: ${String(error)}`;
}

const TONES: Record<ReturnType<typeof exitCodeOf>, string> = {
  0: 'sound',
  1: 'tampered',
  2: 'incomplete',
};

function show(report: Report): void {
  const order: readonly Severity[] = ['tampered', 'incomplete', 'note'];
  const findings = order.flatMap((severity) =>
    report.findings.filter((finding) => finding.severity === severity),
  );
  say(TONES[report.exitCode], verdictOf(report), findings.map(sentenceOf));
  element('facts').textContent = reportLines({ ...report, findings: [] })
    .slice(2)
    .join('\n');
}

/** As many lines as anybody reads; the whole list is what the program prints. */
const MOST = 500;

function say(tone: string, title: string, lines: readonly string[]): void {
  const result = element('result');
  result.hidden = false;
  result.dataset.tone = tone;
  element('verdict').textContent = title;
  element('facts').textContent = '';
  const shown = lines.slice(0, MOST);
  if (lines.length > MOST) shown.push(`… and ${lines.length - MOST} more`);
  element('findings').replaceChildren(
    ...shown.map((line) => Object.assign(document.createElement('li'), { textContent: line })),
  );
}

element('check').addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});
