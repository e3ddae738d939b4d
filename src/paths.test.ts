import { matchRoutes } from 'react-router'
import { expect, test } from 'vitest'
import { paths, routePatterns } from '#src/paths.ts'

const paramsOf = (url: string) =>
  matchRoutes(
    Object.values(routePatterns).map((path) => ({ path })),
    url,
  )?.at(-1)

test('every URL is matched by its pattern, whatever an id is made of', () => {
  expect(paramsOf(paths.fleet())?.route.path).toBe(routePatterns.fleet)
  const group = paramsOf(paths.group('io.example.Kiosk', 'b'))
  expect(group?.route.path).toBe(routePatterns.group)
  expect(group?.params).toEqual({ applicationId: 'io.example.Kiosk', groupId: 'b' })
  expect(paramsOf(paths.editPolicy('a', 'b'))?.route.path).toBe(routePatterns.editPolicy)
  const instance = paramsOf(paths.instance('a', 'b', 'rack 1/node ü'))
  expect(instance?.route.path).toBe(routePatterns.instance)
  expect(instance?.params).toEqual({ applicationId: 'a', groupId: 'b', instanceId: 'rack 1/node ü' })
})
