import { type FormProblem, ProblemLink } from './FormProblemSummary.tsx'
import { Notice } from './Notice.tsx'

/** Why a dialog saved nothing, read aloud when it appears; nothing without a problem. */
export function ProblemNotice({ problem }: { problem: FormProblem | null }) {
  if (!problem) return null
  return (
    <Notice tone={problem.tone} live>
      <strong>{problem.title}</strong> {problem.words} <ProblemLink link={problem.link} />
    </Notice>
  )
}
