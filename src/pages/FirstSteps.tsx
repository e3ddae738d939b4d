import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { FirstNode } from '#src/features/groups/FirstNode.tsx'
import { GroupChoice } from '#src/features/groups/GroupChoice.tsx'
import { JoinSnippets } from '#src/features/groups/JoinSnippets.tsx'
import { startGroup } from '#src/features/groups/start-group.ts'
import { StartRelease } from '#src/features/groups/StartRelease.tsx'
import { routes } from '#src/routes/routes.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './FirstSteps.module.css'

interface FirstStepsProps {
  applications: readonly Application[]
  /** Shows the fleet instead. */
  onLeave: () => void
}

/** What a fresh server needs until its first node is there. */
export function FirstSteps({ applications, onLeave }: FirstStepsProps) {
  const [chosen, setChosen] = useState<string>()
  const groups = applications.flatMap((application) => application.groups ?? [])
  const group = groups.find(({ id }) => id === chosen) ?? startGroup(applications)
  const application = applications.find(({ id }) => id === group?.application_id) ?? applications[0]
  const add = application
    ? { to: routes.newGroup.url({ applicationId: application.id }), words: 'Add a group' }
    : { to: routes.newApplication.url(), words: 'Add an application' }
  return (
    <div className={styles['steps']}>
      <p className={styles['intro']}>
        No node has checked in within the last 30 days. A first one takes four steps.
      </p>
      <Panel title="1. Choose a group">
        <div className={styles['line']}>
          {group && <GroupChoice applications={applications} value={group.id} onChange={setChosen} />}
          <WriteButton to={add.to} size="xs" variant="default">
            {add.words}
          </WriteButton>
        </div>
      </Panel>
      {group && (
        <>
          <Panel title="2. Choose the release to start from">
            <StartRelease group={group} />
          </Panel>
          <Panel title="3. Point a node at this server">
            <JoinSnippets track={group.track} />
          </Panel>
          <Panel title="4. See it check in">
            <FirstNode
              key={group.id}
              groupRef={refOfGroup(group)}
              renderNode={(instanceId, name) => (
                <Link to={routes.node.url({ ...refOfGroup(group), instanceId })}>{name}</Link>
              )}
            />
          </Panel>
        </>
      )}
      <div>
        <Button size="xs" variant="default" onClick={onLeave}>
          Show the fleet
        </Button>
      </div>
    </div>
  )
}
