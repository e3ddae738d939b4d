import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { type ActivitySearch, activityParams } from '#src/routes/activity-url.ts'
import { routes } from '#src/routes/routes.ts'

/** To the activity of the last 30 days that matches the filters. */
export const ActivityLink = (filters: Partial<ActivitySearch>) => (
  <Button
    component={Link}
    to={routes.activity.url(activityParams({ since: '30d', ...filters }))}
    size="xs"
    variant="default"
  >
    Activity
  </Button>
)
