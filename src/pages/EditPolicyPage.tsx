import { PolicyEditor } from '#src/features/policy/PolicyEditor.tsx'
import { useOpenGroup } from './open-group.ts'

/** The form for a group's policy. */
export const EditPolicyPage = () => <PolicyEditor group={useOpenGroup().group} />
