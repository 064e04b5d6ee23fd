import type { ArmedFault } from '../faults/armed';
import { FAULT_KINDS } from '../faults/kinds';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
form.arm { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; align-items: end; }
form.arm .kind { grid-column: 1 / -1; }
label { display: grid; gap: .2rem; font-size: .9rem; }
input, select, button { font: inherit; padding: .35rem .5rem; min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
.problem { border-left: 4px solid #c33; padding: .5rem .75rem; }
`;

type Fields = Readonly<Record<string, string>>;

export interface FaultPage {
  readonly armed: readonly ArmedFault[];
  readonly seed: string;
  /** Why the last form was refused, and what it said. */
  readonly refused?: { readonly problem: string; readonly given: Fields };
}

/** The page for switching faults on and off by hand: plain HTML, so that it works without a script. */
export function faultPage({ armed, seed, refused }: FaultPage): string {
  const problem = refused
    ? `<p class="problem" role="alert">Nothing was switched on. ${escaped(refused.problem)}</p>`
    : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Faults of the sandbox Core</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><main>
<h1>Faults of the sandbox Core</h1>
<p>What is switched on here strikes requests to Core’s port. Chance is drawn from the seed <code>${escaped(seed)}</code>.</p>
${problem}
<h2 id="new">Switch on</h2>
${form(refused?.given ?? {})}
<h2>Switched on</h2>
${armed.length === 0 ? '<p>Nothing: Core answers as it does.</p>' : table(armed)}
</main></body></html>
`;
}

function form(given: Fields): string {
  const input = (label: string, name: string, more: string) =>
    `<label>${label}<input name="${name}" value="${escaped(given[name] ?? '')}" ${more}></label>`;
  const option = (name: string, value: string, text: string) =>
    `<option value="${value}"${given[name] === value ? ' selected' : ''}>${escaped(text)}</option>`;
  const kinds = Object.entries(FAULT_KINDS).map(([kind, what]) =>
    option('kind', kind, `${kind}: ${what}`),
  );
  const methods = ['', 'GET', 'POST', 'PUT', 'DELETE'].map((method) =>
    option('method', method, method || 'any'),
  );
  return `<form class="arm" method="post" action="/faults" aria-labelledby="new">
<label class="kind">What goes wrong<select name="kind">${kinds.join('')}</select></label>
${input('Milliseconds or status', 'argument', 'inputmode="numeric"')}
<label>Method<select name="method">${methods.join('')}</select></label>
${input('Path begins with', 'path', 'placeholder="/balances"')}
${input('Next … requests', 'requests', 'inputmode="numeric" placeholder="all"')}
${input('… % of them', 'percent', 'inputmode="numeric" placeholder="100"')}
<button>Switch on</button>
</form>`;
}

function table(armed: readonly ArmedFault[]): string {
  const rows = armed.map(({ id, fault, method, path, requests, percent, fired }) => {
    const often = [
      ...(requests === undefined ? [] : [`the next ${requests}`]),
      ...(percent === undefined ? [] : [`${percent} %`]),
    ];
    const what = fault.argument === undefined ? fault.kind : `${fault.kind} ${fault.argument}`;
    const cells = [what, method ?? 'any', path ?? 'any', often.join(', ') || 'all', String(fired)];
    const off = `<form method="post" action="/faults/${id}/off"><button aria-label="Switch off ${what}">Switch off</button></form>`;
    return `<tr><td>${off}</td>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  const heads = ['', 'Fault', 'Method', 'Path', 'Requests', 'Struck'];
  const head = heads.map((text) => (text ? `<th scope="col">${text}</th>` : '<td></td>'));
  return `<div class="scroll" tabindex="0" role="region" aria-label="Faults that are switched on"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
