import { createContext, useContext } from 'react'
import type { RolloutData } from '#src/features/rollout/use-rollout-data.ts'
import type { RolloutForecast } from '#src/features/rollout/use-forecast.ts'
import type { LoadedGroupProps } from './LoadedGroup.tsx'

/** The group whose views are open, its rollout and the forecast for it. */
export interface OpenGroup extends LoadedGroupProps {
  data: RolloutData
  forecast: RolloutForecast
}

/** Provided by the page of a group for its views. */
export const OpenGroupContext = createContext<OpenGroup | null>(null)

export function useOpenGroup(): OpenGroup {
  const group = useContext(OpenGroupContext)
  if (group === null) throw new Error('A view of a group is shown outside of its page.')
  return group
}
