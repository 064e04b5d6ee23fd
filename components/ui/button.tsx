'use client';
import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react';
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style';
import { classes } from './classes';
import { Tooltip, tooltipTrigger } from './tooltip';

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** An icon of 14 px (16 in icon buttons) before the words. */
  icon?: ReactNode;
  /**
   * Why the action cannot be done now or by this person. The button stays visible and reachable, does
   * nothing, and says this on hover, on focus and to screen readers.
   */
  disabledReason?: string | null | false;
  /** While an action runs: the words change, the button cannot be pressed twice. */
  busy?: boolean;
  iconOnly?: boolean;
  /** On a phone only the icon is left, as in page headers. */
  collapse?: boolean;
};

/** A button. Its words are the verb of the outcome: "Create balance", never "Submit". */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    icon,
    disabledReason,
    busy,
    iconOnly,
    collapse,
    className,
    children,
    ...rest
  } = props;
  const reasonId = useId();
  const inert = !!disabledReason || !!busy;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (inert) return event.preventDefault();
    rest.onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      {...(disabledReason ? tooltipTrigger(`${reasonId}-tip`) : {})}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-describedby={
        classes(rest['aria-describedby'], !!disabledReason && reasonId) || undefined
      }
      onClick={onClick}
      className={classes(
        buttonStyle({ variant, size, iconOnly, disabled: !!disabledReason, collapse }),
        busy && 'cursor-progress opacity-75',
        className,
      )}
    >
      {icon}
      {collapse ? <span>{children}</span> : children}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <>
      {button}
      <Tooltip id={`${reasonId}-tip`}>{disabledReason}</Tooltip>
      <span id={reasonId} className="sr-only">
        {disabledReason}
      </span>
    </>
  );
}
