/** Whether an address may become a link: others, such as `javascript:` ones, would run in the page. */
export const isWebUrl = (address: string): boolean =>
  URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol)
