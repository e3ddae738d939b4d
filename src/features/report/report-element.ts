const SVG = 'http://www.w3.org/2000/svg'

type MakeElement<Made extends Element> = (
  name: string,
  attributes: Record<string, string>,
  ...children: readonly (Node | string)[]
) => Made

/** Makes HTML elements of a document; text is text, whatever it contains. */
export const reportElement =
  (page: Document): MakeElement<HTMLElement> =>
  (name, attributes, ...children) =>
    filled(page.createElement(name), attributes, children)

/** Makes SVG elements of a document. */
export const svgElement =
  (page: Document): MakeElement<SVGElement> =>
  (name, attributes, ...children) =>
    filled(page.createElementNS(SVG, name), attributes, children)

function filled<Made extends Element>(
  element: Made,
  attributes: Record<string, string>,
  children: readonly (Node | string)[],
): Made {
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.append(...children)
  return element
}
