import type { BundledPackage } from '#scripts/dashboard/bundled-packages.ts'

/** A component of a CycloneDX bill of materials. */
export interface BillComponent {
  type: 'application' | 'library' | 'operating-system'
  'bom-ref': string
  name: string
  version: string
  purl: string
  licenses?: { license: { id: string } }[] | { expression: string }[]
}

export interface SoftwareBill {
  bomFormat: 'CycloneDX'
  specVersion: '1.6'
  version: 1
  metadata: { component: BillComponent }
  components: BillComponent[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

/**
 * What `product` consists of, as CycloneDX 1.6. It has no serial number and no time, so that the same content gives the
 * same bill.
 */
export function softwareBill(product: BillComponent, components: readonly BillComponent[]): SoftwareBill {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: product },
    components: [...components],
    dependencies: [
      { ref: product['bom-ref'], dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
    ],
  }
}

export function npmComponent(
  { name, version, license }: Omit<BundledPackage, 'text'>,
  type: BillComponent['type'] = 'library',
): BillComponent {
  // A scope's @ is encoded: https://github.com/package-url/purl-spec, “npm”.
  const purl = `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
  return { type, 'bom-ref': purl, name, version, purl, ...licenseOf(license) }
}

function licenseOf(license: string | null): Pick<BillComponent, 'licenses'> {
  if (license === null) return {}
  return /[ ()]/.test(license)
    ? { licenses: [{ expression: license }] }
    : { licenses: [{ license: { id: license } }] }
}
