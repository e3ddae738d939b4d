import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BROWSER_SIGN_IN_PATHS, PAGE_PATHS } from '#contract/page-paths.ts'
import type { SignInCheck } from '#contract/sign-in-check.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { signInCheckQuery } from '#src/api/sign-in-check.ts'
import { CopyValueButton } from '#src/ui/CopyValueButton.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryError } from '#src/ui/QueryError.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import styles from './SignInCheckPage.module.css'
import { StandalonePage } from './StandalonePage.tsx'

/** How the server signs people in, and what is wrong with it. It needs no sign-in, which may be what fails. */
export function SignInCheckPage() {
  const check = useQuery(signInCheckQuery())
  return (
    <StandalonePage title="Check the sign-in">
      {check.isError ? (
        <QueryError title="Failed to check the sign-in" query={check} />
      ) : check.isPending ? (
        <LoadingLines label="Checking the sign-in" />
      ) : check.data === null ? (
        <NoCheck />
      ) : (
        <Findings {...check.data} />
      )}
      <div className={styles['actions']}>
        <Button variant="default" loading={check.isFetching} onClick={() => void check.refetch()}>
          Check again
        </Button>
        <Button variant="default" component={Link} to={PAGE_PATHS.fleet}>
          Go to the fleet
        </Button>
      </div>
    </StandalonePage>
  )
}

function NoCheck() {
  const status = useQuery(platteStatusQuery())
  if (status.isPending) return <LoadingLines label="Checking the sign-in" />
  return status.data ? <NoSignIn updateServer={status.data.update_server} /> : <NoProcess />
}

const NoSignIn = ({ updateServer }: { updateServer: string | null }) => (
  <p>
    This server requires no sign-in: anyone who can reach it can see and change everything.{' '}
    {updateServer === null ? (
      <SettingAdvice setting="--auth-mode" />
    ) : (
      <>
        It requires one once the update server <bdi>{updateServer}</bdi> does.
      </>
    )}
  </p>
)

/** Where a Nebraska serves the dashboard, nobody can look at the provider but the browser. */
function NoProcess() {
  const redirectUri = location.origin + BROWSER_SIGN_IN_PATHS.callback
  return (
    <>
      <p>
        Platte’s process is not part of this installation, so it cannot check the sign-in. If this server
        requires one, its provider must know this redirect URI of a public client, and allow requests from
        this origin (CORS):
      </p>
      <p>
        <bdi>{redirectUri}</bdi> <CopyValueButton value={redirectUri} label="Copy the redirect URI" />
      </p>
    </>
  )
}

function Findings({ method, facts, problems, person }: SignInCheck) {
  return (
    <>
      {problems.length === 0 && (
        <Notice tone="good">
          No problems found in the settings
          {method === 'github'
            ? '.'
            : person
              ? ', the provider’s description and your access token.'
              : ' and the provider’s description. Sign in to have your access token checked too.'}
        </Notice>
      )}
      {problems.map(({ message, setting }) => (
        <Notice key={message} tone="bad">
          <bdi>{message}</bdi> {setting !== null && <SettingAdvice setting={setting} />}
        </Notice>
      ))}
      <h2 className={styles['heading']}>Settings</h2>
      <dl className={styles['facts']}>
        {facts.map(({ name, value, to_register }) => (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
              {to_register && <CopyValueButton value={value} label={copyLabel(name)} />}
            </dd>
          </div>
        ))}
      </dl>
      {person && <Person {...person} />}
    </>
  )
}

const SettingAdvice = ({ setting }: { setting: string }) => (
  <>
    The setting <code>{setting}</code> would change it.
  </>
)

/** "Redirect URI" within a sentence: "redirect URI". */
const copyLabel = (name: string) => `Copy the ${name.charAt(0).toLowerCase()}${name.slice(1)}`

const Person = ({ name, reason, claims }: NonNullable<SignInCheck['person']>) => (
  <>
    <h2 className={styles['heading']}>
      You{' '}
      {name !== '' && (
        <>
          are <bdi>{name}</bdi>
        </>
      )}
    </h2>
    <p>
      <bdi>{reason}</bdi>
    </p>
    <p>These claims came about you. Their values stay on the server.</p>
    <ul className={styles['claims']} aria-label="Claims">
      {claims.map((claim) => (
        <li key={claim.name}>
          <code>{claim.name}</code> <span>{claim.type}</span>
        </li>
      ))}
    </ul>
  </>
)
