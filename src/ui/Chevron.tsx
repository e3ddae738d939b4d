/** Says that a button opens a menu. */
export function Chevron() {
  return (
    <svg width="8" height="6" viewBox="0 0 8 6" aria-hidden="true" focusable="false">
      <path d="M.8 1 4 5l3.2-4z" fill="currentColor" />
    </svg>
  )
}
