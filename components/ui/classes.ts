/** Joins class names and leaves out what is false, so that conditions read as one list. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
