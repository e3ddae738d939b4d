/** Makes HTML elements of a document; text is text, whatever it contains. */
export const reportElement =
  (page: Document) =>
  (
    name: string,
    attributes: Record<string, string>,
    ...children: readonly (Node | string)[]
  ): HTMLElement => {
    const element = page.createElement(name)
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
    element.append(...children)
    return element
  }
