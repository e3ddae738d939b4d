import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { SIGN_IN_URL } from '#contract/session.ts'
import { useSession } from '#src/api/session.ts'
import type { PaletteAction } from '#src/features/palette/jump-targets.ts'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { routes } from '#src/routes/routes.ts'
import { announceReadOnly, useReadOnly } from '#src/writes/read-only.ts'
import { signOutAndLeave } from './sign-out.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

const THEMES = [
  { scheme: 'light', label: 'Use the light theme' },
  { scheme: 'dark', label: 'Use the dark theme' },
  { scheme: 'auto', label: 'Match the system’s theme' },
] as const

/** What the palette can do besides going elsewhere: with each group, with the theme, with the session. */
export function usePaletteActions(): { actions: PaletteAction[]; dialog: ReactNode } {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const { open, dialog } = usePauseDialog()
  const { applicationId, groupId } = useParams()
  const { data: applications } = useQuery(applicationsQuery())
  const readOnly = useReadOnly()?.reason ?? null
  const accountActions = useAccountActions()
  const ofGroups = (applications ?? []).flatMap((application) =>
    (application.groups ?? []).flatMap((group) => {
      const isOffered = application.id === applicationId && group.id === groupId
      const whose = `${isOffered ? 'the group of this page, ' : ''}of ${isolateText(application.name)}`
      return [
        action(
          `${group.policy_updates_enabled ? 'Pause' : 'Resume'} ${isolateText(group.name)}`,
          readOnly ?? whose,
          () => (readOnly === null ? open(group, application.name) : void announceReadOnly(readOnly)),
          { key: `pause ${group.id}`, isOffered },
        ),
        action(
          `Edit the policy of ${isolateText(group.name)}`,
          readOnly ?? `limit, office hours, safe mode; ${whose}`,
          () => void navigate(routes.editPolicy.url({ applicationId: application.id, groupId: group.id })),
          { key: `edit policy ${group.id}`, isOffered },
        ),
      ]
    }),
  )
  const themes = THEMES.filter(({ scheme }) => scheme !== colorScheme).map(({ scheme, label }) =>
    action(label, 'kept in this browser', () => setColorScheme(scheme)),
  )
  return { actions: [...ofGroups, ...themes, ...accountActions], dialog }
}

/** None where nobody is signed in. */
function useAccountActions(): PaletteAction[] {
  const session = useSession()
  if (session?.signed_in !== true) return []
  const here = action('Sign out', `you are signed in as ${isolateText(session.name ?? '')}`, () => {
    void signOutAndLeave()
  })
  // Only our process knows the person's other sessions.
  if (session.sign_in_url !== SIGN_IN_URL) return [here]
  const everywhere = action('Sign out everywhere', 'ends your sessions in all browsers', () => {
    void signOutAndLeave({ everywhere: true })
  })
  return [here, everywhere]
}

const action = (
  label: string,
  note: string,
  perform: () => void,
  { key = label, isOffered = true }: { key?: string; isOffered?: boolean } = {},
): PaletteAction => ({ key: `action ${key}`, kind: 'action', label, note, isOffered, perform })
