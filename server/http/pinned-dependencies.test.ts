import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import { expect, test } from 'vitest'

// `overrides` in package.json pin two packages to versions that run on every supported Node, below what their dependents
// require. These tests exercise how the dependents use them.

test('@fastify/static names downloads with content-disposition', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'platte-download-'))
  await writeFile(path.join(root, 'report.txt'), 'all well')
  const app = Fastify()
  await app.register(fastifyStatic, { root, serve: false })
  app.get('/', (_request, reply) => reply.download('report.txt', 'Übersicht "März".txt'))
  const response = await app.inject('/')
  expect(response.body).toBe('all well')
  expect(response.headers['content-disposition']).toBe(
    `attachment; filename="?bersicht \\"M?rz\\".txt"; filename*=UTF-8''%C3%9Cbersicht%20%22M%C3%A4rz%22.txt`,
  )
  await app.close()
  await rm(root, { recursive: true })
})

test('light-my-request sends cookies with cookie', async () => {
  const app = Fastify()
  app.get('/', (request) => ({ cookie: request.headers.cookie }))
  const response = await app.inject({ url: '/', cookies: { session: 'a b;c', theme: 'dark' } })
  expect(response.json()).toEqual({ cookie: 'session=a%20b%3Bc; theme=dark' })
  await app.close()
})
