import type { Capabilities } from '@/lib/core/capabilities';

const LABELS: Record<Capabilities['version'], string> = {
  '0.15': 'Core 0.15',
  newer: 'Core newer than 0.15',
  '0.15+': 'Core 0.15 or newer',
  older: 'Core before 0.15',
  unknown: 'Core',
};

/** Which Core this is, in words, as far as it could be told. */
export function coreLabel(version: Capabilities['version']): string {
  return LABELS[version];
}
