export const created_ts = '2026-01-01T00:00:00Z'
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
