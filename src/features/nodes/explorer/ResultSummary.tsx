import { Button, Progress, VisuallyHidden } from '@mantine/core'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import '@mantine/core/styles/Progress.layer.css'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import styles from './ResultSummary.module.css'

interface FoundSummaryProps {
  plan: NodeQueryPlan
  source: NodeSource
  found: NodeResults
}

/** How many nodes there are, and over how many that was looked. */
export function ResultCount({ plan, found }: Omit<FoundSummaryProps, 'source'>) {
  const words = summaryOf(plan, found)
  return (
    <>
      <span className={styles['words']} aria-hidden={found.state !== 'reading'}>
        {words}
      </span>
      {/* Read out once and not at every step. */}
      <VisuallyHidden component="output">{found.state === 'reading' ? '' : words}</VisuallyHidden>
    </>
  )
}

/** How far this page has looked, with a way to end it, and what could not be read. */
export function ResultProgress({ plan, source, found }: FoundSummaryProps) {
  const { looked, state, failures, hasOthers } = found
  return (
    <>
      {looked !== null && state !== 'done' && (
        <div className={styles['line']}>
          {state === 'reading' ? (
            <>
              <Progress
                size="sm"
                className={styles['bar']}
                value={looked.of === 0 ? 0 : (looked.at / looked.of) * 100}
                aria-label="Nodes looked at"
              />
              <Button size="compact-xs" variant="default" onClick={source.stop}>
                Stop
              </Button>
            </>
          ) : (
            <Button size="compact-xs" variant="default" onClick={source.start}>
              Look again
            </Button>
          )}
        </div>
      )}
      {hasOthers && (
        <div className={styles['notice']}>
          <Notice tone="neutral">
            The server’s lists and their counts hold a machine once for each of its applications. The entries
            of other applications stand here without a name; an export leaves them out.
          </Notice>
        </div>
      )}
      {failures.length > 0 && <Failures source={source} found={found} groups={plan.groups.length} />}
    </>
  )
}

function summaryOf(plan: NodeQueryPlan, { total, looked, groupsRead, state, failures }: NodeResults): string {
  const groups = plan.groups.length
  if (groups === 0) return 'No group fits the filters.'
  if (groupsRead === 0) return failures.length > 0 ? 'None could be read.' : 'Reading…'
  const nodes = `${failures.length > 0 && total > 0 ? 'at least ' : ''}${plural(total, 'node')}`
  if (looked === null) {
    const read =
      groupsRead < groups
        ? `${formatNumber(groupsRead)} of ${plural(groups, 'group')}`
        : plural(groups, 'group')
    return `${nodes} in ${read}`
  }
  const of = `${groupsRead + failures.length < groups ? 'at least ' : ''}${plural(looked.of, 'node')}`
  const at = `looked at ${formatNumber(looked.at)} of ${of} in ${plural(groups, 'group')}`
  return `${nodes} found; ${state === 'stopped' ? 'stopped: ' : ''}${at}`
}

interface FailuresProps {
  source: NodeSource
  found: NodeResults
  groups: number
}

const NAMED = 5

function Failures({ source, found: { failures, state }, groups }: FailuresProps) {
  const names = failures.slice(0, NAMED).map(({ group }) => `${group.name} (${group.applicationName})`)
  const more = failures.length - names.length
  const messages = [...new Set(failures.map(({ message }) => message))]
  return (
    <div className={styles['notice']}>
      <Notice
        tone="bad"
        live
        actions={
          <Button size="compact-xs" variant="default" onClick={source.retry} loading={state === 'reading'}>
            Retry
          </Button>
        }
      >
        {failures.length === groups && groups > 1
          ? 'The nodes of no group could be read: '
          : `The nodes of ${names.join(', ')}${more > 0 ? ` and ${plural(more, 'more group')}` : ''} could not be read and are missing here: `}
        {messages[0]}
      </Notice>
    </div>
  )
}
