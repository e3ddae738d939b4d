import { sql } from 'kysely'

// Without the right to create the extension a search has to read every machine; it works all the same.
export const searchIndexes = [
  sql`do $$
    begin
      create extension if not exists pg_trgm;
      create index instances_id_search on instances using gin (id gin_trgm_ops);
      create index instances_alias_search on instances using gin (alias gin_trgm_ops);
      create index instances_ip_search on instances using gin ((text(ip)) gin_trgm_ops);
    exception when others then
      raise notice 'Searching is slower without pg_trgm: %', sqlerrm;
    end $$`,
]
