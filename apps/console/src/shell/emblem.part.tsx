/** The nest: a roof over a bowl. Decoration beside the product's name. */
export const Emblem = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="#145a55" />
    <path
      d="M5 15.5 16 6l11 9.5"
      fill="none"
      stroke="#fff"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <path d="M8 18c0 5 3.6 8 8 8s8-3 8-8" fill="none" stroke="#f2b880" strokeWidth="2.4" strokeLinecap="round" />
    <circle cx="16" cy="18" r="2.6" fill="#f2b880" />
  </svg>
);
