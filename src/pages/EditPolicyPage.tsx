import { PolicyEditor } from '#src/features/policy/PolicyEditor.tsx'
import { WriteFieldset } from '#src/writes/WriteFieldset.tsx'
import { useOpenGroup } from './open-group.ts'

/** The form for a group's policy. */
export const EditPolicyPage = () => (
  <WriteFieldset>
    <PolicyEditor group={useOpenGroup().group} />
  </WriteFieldset>
)
