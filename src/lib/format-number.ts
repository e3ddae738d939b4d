const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 12345 as "12,345". */
export const formatNumber = (value: number): string => whole.format(value)
