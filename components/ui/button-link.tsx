import type { ReactNode } from 'react';
import { AppLink, type AppLinkProps } from './app-link';
import { Button } from './button';
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style';
import { classes } from './classes';

type ButtonLinkProps = AppLinkProps & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  iconOnly?: boolean;
  /** As on `Button`. */
  collapse?: boolean;
  /** As on `Button`: the action stays visible, goes nowhere, and says why. */
  disabledReason?: string | null | false;
};

/** A link that looks like a button: an action with an address of its own. */
export function ButtonLink(props: ButtonLinkProps) {
  const { variant, size, icon, iconOnly, collapse, disabledReason, className, children, ...rest } =
    props;
  if (disabledReason) {
    return (
      <Button
        {...{ variant, size, icon, iconOnly, collapse, disabledReason, className }}
        aria-label={rest['aria-label']}
      >
        {children}
      </Button>
    );
  }
  return (
    <AppLink
      {...rest}
      className={classes(buttonStyle({ variant, size, iconOnly, collapse }), className)}
    >
      {icon}
      {collapse ? <span>{children}</span> : children}
    </AppLink>
  );
}
