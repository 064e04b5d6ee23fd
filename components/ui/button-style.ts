import { classes } from './classes';

export type ButtonVariant = 'secondary' | 'primary' | 'danger' | 'ghost';
export type ButtonSize = 'medium' | 'small' | 'pager';

const VARIANTS: Record<ButtonVariant, string> = {
  secondary: 'border-line-strong bg-surface text-ink hover:bg-hover',
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  danger: 'border-danger bg-danger text-on-danger hover:border-danger-hover hover:bg-danger-hover',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink',
};

const SIZES: Record<ButtonSize, { text: string; icon: string }> = {
  medium: {
    text: 'h-control px-3 max-sm:h-touch max-sm:px-4 max-sm:text-lead',
    icon: 'size-control max-sm:size-touch',
  },
  small: {
    text: 'h-control-small px-2.5 max-sm:h-touch max-sm:px-3',
    icon: 'size-control-small max-sm:size-touch',
  },
  pager: {
    text: 'h-[26px] gap-1 px-2 text-meta max-sm:h-10 max-sm:px-3 max-sm:text-body',
    icon: 'size-[26px] max-sm:size-10',
  },
};

const DISABLED = 'cursor-default border-line bg-transparent font-normal text-ink-3';

/** On a phone: a quiet icon without edge. The words stay for screen readers. */
const COLLAPSED =
  'max-sm:w-touch max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:px-0 max-sm:text-ink-2 max-sm:[&_svg]:size-5 max-sm:[&>span]:sr-only';

export type ButtonLook = {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Square, for a single icon. */
  iconOnly?: boolean;
  disabled?: boolean;
  /** On a phone only the icon is left, as in page headers. The words are wrapped in a `span`. */
  collapse?: boolean;
};

/** The class names of a button, for whatever element plays one. */
export function buttonStyle(look: ButtonLook): string {
  const { variant = 'secondary', size = 'medium', iconOnly, disabled, collapse } = look;
  return classes(
    'inline-flex flex-none items-center gap-1.5 rounded-md border whitespace-nowrap transition-colors',
    iconOnly && 'justify-center',
    iconOnly ? SIZES[size].icon : SIZES[size].text,
    disabled
      ? classes(DISABLED, variant === 'ghost' && 'border-transparent')
      : classes('font-medium', VARIANTS[variant]),
    collapse && COLLAPSED,
  );
}
