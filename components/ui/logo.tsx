/** The mark: a stub torn from its slip along the perforation. Its words stand beside it. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" className="flex-none">
      <path
        className="fill-accent"
        d="M2.5 3h4.25v1.1a1.4 1.4 0 0 0 0 2.8v1.7a1.4 1.4 0 0 0 0 2.8v1.7a1.4 1.4 0 0 0 0 2.8V17H2.5A1.5 1.5 0 0 1 1 15.5v-11A1.5 1.5 0 0 1 2.5 3Z"
      />
      <path
        className="fill-none stroke-current"
        strokeWidth="1.5"
        strokeLinejoin="round"
        d="M9.25 3.75h8a1 1 0 0 1 1 1v10.5a1 1 0 0 1-1 1h-8v-.6a1.9 1.9 0 0 0 0-3V11a1.9 1.9 0 0 0 0-3V6.9a1.9 1.9 0 0 0 0-2.6Z"
      />
    </svg>
  );
}
