import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'
import { UnsavedEditsGuard } from '#src/ui/UnsavedEditsGuard.tsx'
import type { ApplicationContents } from './describe-policy-error.ts'
import { PolicyComparison } from './PolicyComparison.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { usePolicyEditor } from './use-policy-editor.ts'

/** Edits a group's policy and channel, or compares the edits with what someone else changed. @param group polled */
export function PolicyEditor({ group }: { group: Group }) {
  const navigate = useNavigate()
  const groupUrl = routes.group.url(refOfGroup(group))
  const { contents, channels, channelsNote } = useApplicationContents(group)
  const editor = usePolicyEditor({
    group,
    contents,
    onDone: () => void navigate(groupUrl, { replace: true }),
  })
  const { saving, comparison } = editor
  const saveButton = useRef<HTMLButtonElement>(null)
  const backToForm = () => {
    flushSync(editor.cancelComparison)
    saveButton.current?.focus()
  }
  return (
    <>
      <UnsavedEditsGuard
        edits="Your edits of this policy"
        mayLeave={saving.mayLeave}
        hasEdits={editor.isChanged}
        isSaving={saving.phase !== 'idle'}
      />
      {comparison && (
        <PolicyComparison
          comparison={comparison}
          groupRef={refOfGroup(group)}
          opened={editor.opened}
          mine={editor.mine}
          channels={channels}
          onSettle={editor.settle}
          onCancel={backToForm}
        />
      )}
      <form onSubmit={editor.submit} noValidate hidden={comparison !== null}>
        <PolicyForm
          group={group}
          editor={editor}
          contents={contents}
          channels={channels}
          channelsNote={channelsNote}
          saveButton={saveButton}
          backTo={groupUrl}
        />
      </form>
    </>
  )
}

/** The channels to choose from and the application's other groups; the form works without them. */
function useApplicationContents(group: Group) {
  const { data, isError } = useQuery(applicationsQuery())
  const application = data?.find(({ id }) => id === group.application_id)
  const contents: ApplicationContents = {
    otherGroups: (application?.groups ?? []).filter(({ id }) => id !== group.id),
    channels: application && (application.channels ?? []),
  }
  const channels = contents.channels ?? (group.channel ? [group.channel] : [])
  const channelsNote = application
    ? ''
    : isError
      ? 'Failed to load the other channels; trying again.'
      : 'Loading the other channels.'
  return { contents, channels, channelsNote }
}
