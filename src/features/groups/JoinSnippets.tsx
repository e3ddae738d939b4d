import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { updateEndpointQuery } from '#src/api/update-endpoint.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import {
  butaneConfig,
  ignitionConfig,
  isPlainValue,
  joinCommands,
  updateConfLines,
  updateUrl,
} from '#src/domain/nodes/update-conf.ts'
import { CopyableText } from '#src/ui/CopyableText.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'
import styles from './JoinGroup.module.css'

const FORMS = {
  conf: {
    label: 'update.conf',
    about: 'The file /etc/flatcar/update.conf of a node.',
    write: updateConfLines,
  },
  butane: { label: 'Butane', about: 'For a new node: part of its Butane config.', write: butaneConfig },
  ignition: { label: 'Ignition', about: 'For a new node: the same as Ignition.', write: ignitionConfig },
  commands: {
    label: 'Running node',
    about: 'Commands for a node that runs already: it checks in at once.',
    write: joinCommands,
  },
} as const

const FORM_NAMES = ['conf', 'butane', 'ignition', 'commands'] as const
const CHOICES = FORM_NAMES.map((value) => ({ value, label: FORMS[value].label }))

/** What a node needs to join the group of the track, in the form that the operator chooses. */
export function JoinSnippets({ track }: { track: string }) {
  const { known, isSuffixHidden, isNebraska } = useUpdateUrl()
  const [typed, setTyped] = useState<string | null>(null)
  const [form, setForm] = useState<keyof typeof FORMS>('conf')
  const server = (typed ?? known).trim()
  const { about, label, write } = FORMS[form]
  if (!isPlainValue(track))
    return (
      <Notice tone="waiting">
        The track has characters that update.conf can’t hold as they are. Give the group a track of letters,
        digits, dots and dashes.
      </Notice>
    )
  return (
    <div className={styles['snippets']}>
      <TextInput
        label="Address for nodes"
        description={addressNote(isSuffixHidden, isNebraska)}
        error={
          isPlainValue(server) && /^https?:\/\/./.test(server)
            ? undefined
            : 'Enter a URL that starts with http:// or https://'
        }
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={typed ?? known}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <SegmentedChoice legend="Form" options={CHOICES} value={form} onChange={setForm} />
      <p className={styles['about']}>{about}</p>
      <CopyableText key={form} label={label} text={write({ server, track })} />
    </div>
  )
}

function addressNote(isSuffixHidden: boolean, isNebraska: boolean): string {
  if (isSuffixHidden) return 'Its path ends with a secret that only admins can see.'
  if (isNebraska) return 'The address of the Nebraska. Add its -api-endpoint-suffix, if it has one.'
  return 'The address of this server. Change it if nodes reach it by another name.'
}

/** The URL that nodes check in at, as far as Platte knows. */
function useUpdateUrl() {
  const { data: status } = useQuery(platteStatusQuery())
  const isOwn = status?.update_server === null
  const { data: endpoint = null } = useQuery({ ...updateEndpointQuery(), enabled: isOwn })
  return {
    known: updateUrl({
      endpoint,
      updateServer: status?.update_server ?? null,
      origin: window.location.origin,
    }),
    isSuffixHidden: endpoint?.is_suffix_hidden ?? false,
    isNebraska: status !== undefined && !isOwn,
  }
}
