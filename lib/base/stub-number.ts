/** How a stub's number is written: `000 318`, and without cutting from a million on: `1 204 318`. */
export function stubNumber(number: number): string {
  return String(number)
    .padStart(6, '0')
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}
