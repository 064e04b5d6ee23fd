import { jsonOf, type Answer } from '../recordings/talk';
import { atPointer } from '../recordings/json-text';
import { Router } from '../router';
import { allRoutes } from '../routes/all';
import type { RequestStep } from './step';

/** What the walks have met: each route with its statuses and codes, and the routes nobody took. */
export class Coverage {
  readonly #router = new Router(allRoutes);
  readonly #met = new Map<string, Map<string, number>>();

  note(step: RequestStep, answer: Answer): void {
    const path = step.path.split('?')[0]!.replaceAll(/\$\{\w+\}/g, 'x');
    const match = this.#router.match(step.method, path);
    const route = match.kind === 'route' ? `${match.route.method} ${match.route.path}` : 'no route';
    const code = atPointer(jsonOf(answer), '/error_detail/code');
    const outcome = typeof code === 'string' ? `${answer.status} ${code}` : String(answer.status);
    const outcomes = this.#met.get(route) ?? new Map<string, number>();
    this.#met.set(route, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
  }

  lines(): string[] {
    const met = [...this.#met].sort(([a], [b]) => (a < b ? -1 : 1));
    const never = allRoutes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !this.#met.has(route));
    return [
      ...met.map(([route, outcomes]) => {
        const counts = [...outcomes].sort(([, a], [, b]) => b - a);
        return `  ${route}: ${counts.map(([outcome, times]) => `${times} × ${outcome}`).join(', ')}`;
      }),
      `  never asked: ${never.join(', ') || 'none'}`,
    ];
  }
}
