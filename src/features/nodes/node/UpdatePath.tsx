import type { NodeWhy } from '#contract/why.ts'
import styles from './UpdatePath.module.css'

/** The versions on a node's way to the target, with the reasons of the floors. */
export function UpdatePath({ why: { version, path } }: { why: NodeWhy }) {
  if (path.length === 0) return null
  return (
    <ol className={styles['path']} aria-label="Path to the target">
      <li>
        {version} <span className={styles['note']}>now</span>
      </li>
      {path.map((step, index) => (
        <li key={step.version}>
          {step.version}{' '}
          <span className={styles['note']}>
            {index === path.length - 1 ? 'target' : 'floor'}
            {step.floor_reason && (
              <>
                : <bdi>{step.floor_reason}</bdi>
              </>
            )}
            {step.blacklisted && ', blacklisted'}
          </span>
        </li>
      ))}
    </ol>
  )
}
