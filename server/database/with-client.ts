import { Client, type ClientConfig } from 'pg'

/** Opens one connection for `work` and closes it afterwards, also where `work` or the connection fails. */
export async function withClient<Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(config)
  // A broken connection emits an error besides failing the query; without a listener that ends the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}
