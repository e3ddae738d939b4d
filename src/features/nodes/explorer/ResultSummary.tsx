import { Button, Progress, VisuallyHidden } from '@mantine/core'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import '@mantine/core/styles/Progress.layer.css'
import styles from './ResultSummary.module.css'
import { isolateText } from '#src/lib/isolate-text.ts'

interface ResultSummaryProps {
  plan: NodeQueryPlan
  source: NodeSource
  results: NodeResults
}

/** How many nodes match, and how many were searched. */
export function ResultCount({ plan, results }: Omit<ResultSummaryProps, 'source'>) {
  const text = summarize(plan, results)
  const isReading = results.state === 'reading'
  return (
    <>
      <span className={styles['words']} aria-hidden={!isReading}>
        {text}
      </span>
      {/* Screen readers announce the final count and not every step. */}
      <VisuallyHidden component="output">{isReading ? '' : text}</VisuallyHidden>
    </>
  )
}

function summarize(plan: NodeQueryPlan, results: NodeResults): string {
  const { total, scanned, groupsRead, state, failures } = results
  const groups = plan.groups.length
  if (groups === 0) return 'No group matches the filters.'
  if (groupsRead === 0) return failures.length > 0 ? 'Failed to load.' : 'Loading…'
  const nodes = `${failures.length > 0 && total > 0 ? 'at least ' : ''}${plural(total, 'node')}`
  if (scanned === null) return `${nodes} in ${describeGroups(results, groups)}`
  const hasAllTotals = groupsRead + failures.length >= groups
  const of = `${hasAllTotals ? '' : 'at least '}${plural(scanned.of, 'node')}`
  const verb = state === 'stopped' ? 'stopped after' : 'searched'
  return `${nodes} found in ${describeGroups(results, groups)} · ${verb} ${formatNumber(scanned.done)} of ${of}`
}

/** "3 of 10 groups": those that the nodes are in, or where there are no nodes, those that were read. */
function describeGroups({ total, groupsRead, groupsFound }: NodeResults, groups: number): string {
  const meant = total === 0 ? groupsRead : groupsFound
  return `${meant < groups ? `${formatNumber(meant)} of ` : ''}${plural(groups, 'group')}`
}

/** The progress of a search, with a button that stops it, and what is missing from the results. */
export function ResultNotices({ plan, source, results }: ResultSummaryProps) {
  const { scanned, state, failures, hasForeignEntries } = results
  return (
    <>
      {scanned !== null && state !== 'done' && (
        <div className={styles['line']}>
          {state === 'reading' ? (
            <>
              <Progress
                size="sm"
                className={styles['bar']}
                value={scanned.of === 0 ? 0 : (scanned.done / scanned.of) * 100}
                aria-label="Nodes searched"
              />
              <Button size="compact-xs" variant="default" onClick={source.stop}>
                Stop
              </Button>
            </>
          ) : (
            <Button size="compact-xs" variant="default" onClick={source.start}>
              Search again
            </Button>
          )}
        </div>
      )}
      {hasForeignEntries && (
        <div className={styles['notice']}>
          <Notice tone="neutral">
            This server lists and counts a machine once for each of its applications. Entries of other
            applications have no name here, and an export leaves them out.
          </Notice>
        </div>
      )}
      {failures.length > 0 && <GroupFailures source={source} results={results} groups={plan.groups.length} />}
    </>
  )
}

interface GroupFailuresProps {
  source: NodeSource
  results: NodeResults
  groups: number
}

function GroupFailures({ source, results: { failures, state }, groups }: GroupFailuresProps) {
  const names = failures.map(
    ({ group }) => `${isolateText(group.name)} (${isolateText(group.applicationName)})`,
  )
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
        {failures.length === groups && groups > 1 ? (
          'Failed to load the nodes of every group'
        ) : (
          <>
            Failed to load the nodes of <NameList names={names} />; they are missing here
          </>
        )}
        : {failures[0]?.message}
      </Notice>
    </div>
  )
}
