import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '#scripts/testing/repository-files.ts'

const CHART = path.join(repository, 'deploy/helm/platte')
/** An installed `helm` may have been built without a Kubernetes version of its own. */
const KUBERNETES = '1.31.0'

function helm(values: string) {
  const flags = values === '' ? [] : values.split(' ').flatMap((value) => ['--set', value])
  const { status, stdout, stderr } = spawnSync(
    'helm',
    ['template', 'platte', CHART, '--namespace', 'fleet', '--kube-version', KUBERNETES, ...flags],
    { encoding: 'utf8' },
  )
  return { status, manifests: stdout, error: stderr }
}

/** Of a table of values: what is installed is compared with a file. `vitest -u` writes it anew. */
const TABLE: Record<string, string> = {
  default: '',
  'embedded-exposed':
    'allowUnauthenticated=true persistence.size=50Gi persistence.storageClass=fast trustedProxies[0]=10.0.0.0/8 ' +
    'ingress.enabled=true ingress.host=platte.example.com ingress.tlsSecret=platte-tls ingress.className=nginx ' +
    'nodeIngress.enabled=true nodeIngress.host=updates.example.com networkPolicy.enabled=true',
  'three-replicas':
    'allowUnauthenticated=true replicaCount=3 databaseUrl.existingSecret=platte-database metrics.enabled=true ' +
    'serviceMonitor.enabled=true networkPolicy.enabled=true ' +
    'nodeService.type=LoadBalancer nodeService.loadBalancerSourceRanges[0]=192.0.2.0/24 ' +
    'topologySpreadConstraints.whenUnsatisfiable=DoNotSchedule',
  'gateway-route':
    'allowUnauthenticated=true route.enabled=true route.host=platte.example.com route.parentRefs[0].name=public ' +
    'nodeRoute.enabled=true nodeRoute.host=updates.example.com nodeRoute.parentRefs[0].name=nodes',
  'sign-in':
    'authMode=oidc replicaCount=2 databaseUrl.existingSecret=platte-database session.existingSecret=platte-session ' +
    'oidc.issuerUrl=https://login.example.com/realms/ops oidc.clientId=platte oidc.audience=https://platte.example.com ' +
    'oidc.clientSecret.existingSecret=platte-oidc oidc.adminRoles[0]=fleet-admin oidc.adminRoles[1]=root ' +
    'oidc.viewerRoles[0]=fleet-viewer oidc.rolesPath=realm_access.roles omahaSuffix.existingSecret=platte-omaha ' +
    'ca.existingConfigMap=authorities publicUrls[0]=https://platte.example.com',
  'in-front-of-nebraska':
    'allowUnauthenticated=true updateServer=https://nebraska.example.com nodeService.enabled=false ' +
    'image.digest=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ' +
    'persistence.existingClaim=audit-log serviceAccount.create=false fullnameOverride=front',
}

test('helm finds no fault', () => {
  const flags = ['lint', '--strict', '--kube-version', KUBERNETES, CHART]
  expect(execFileSync('helm', flags, { encoding: 'utf8' })).toContain('0 chart(s) failed')
})

test.each(Object.entries(TABLE))('%s is installed as its file says', async (name, values) => {
  const { status, manifests, error } = helm(values)
  expect(error).toBe('')
  expect(status).toBe(0)
  await expect(manifests).toMatchFileSnapshot(`./charts/${name}.yaml`)
})

describe('the default', () => {
  const { manifests } = helm('')

  test('loses nothing: the volume is there, and outlives the release', () => {
    expect(manifests).toContain('kind: PersistentVolumeClaim')
    expect(manifests).toContain('helm.sh/resource-policy: keep')
    expect(manifests).toContain('claimName: platte-data')
    expect(manifests).toContain('type: Recreate')
  })

  test('meets the restricted pod security standard', () => {
    for (const line of [
      'runAsNonRoot: true',
      'allowPrivilegeEscalation: false',
      'readOnlyRootFilesystem: true',
      'type: RuntimeDefault',
      '- ALL',
      'automountServiceAccountToken: false',
    ])
      expect(manifests).toContain(line)
    expect(manifests).not.toMatch(/hostPath|hostNetwork|privileged: true/)
  })

  test('has a Service for nodes of its own', () => {
    expect(manifests).toContain('name: platte-nodes')
  })
})

test.each([
  ['replicaCount=2', 'replicaCount above 1 needs databaseUrl.existingSecret'],
  ['replicaCount=none', 'replicaCount'],
  ['ingress.enabled=true', 'host'],
  ['route.enabled=true route.host=platte.example.com', 'parentRefs'],
  [
    'nodeService.enabled=false nodeIngress.enabled=true nodeIngress.host=a.example.com',
    'nodeService.enabled',
  ],
  [
    'nodeService.enabled=false nodeRoute.enabled=true nodeRoute.host=a.example.com nodeRoute.parentRefs[0].name=b',
    'nodeService.enabled',
  ],
  ['serviceMonitor.enabled=true', 'serviceMonitor.enabled needs metrics.enabled'],
  ['publicUrls[0]=platte.example.com', 'publicUrls'],
  ['image.digest=latest', 'digest'],
  ['persistance.size=1Gi', 'persistance'],
  ['authMode=github', 'authMode'],
  ['authMode=oidc databaseUrl.existingSecret=platte-database', 'session.existingSecret'],
  ['authMode=oidc updateServer=https://nebraska.example.com', 'authMode has no use with updateServer'],
])('%s is refused', (values, message) => {
  const { status, error } = helm(values)
  expect(status).not.toBe(0)
  expect(error).toContain(message)
})
