import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { PAGE_PATHS } from '#contract/page-paths.ts'
import { type SessionInfo, SIGN_IN_URL } from '#contract/session.ts'
import { sessionQuery } from '#src/api/session.ts'
import { isWebUrl } from '#src/lib/is-web-url.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import styles from './HeaderMenuItems.module.css'
import { signOutAndLeave } from './sign-out.ts'

/** The signed-in user with role and reason, and the buttons to sign out. */
export function AccountMenu() {
  const session = useQuery(sessionQuery())
  if (session.isError) return <QueryError title="Failed to load your session" query={session} />
  if (!session.data) return null
  const { name, sign_in_url, signed_in, management_url } = session.data
  return (
    <div className={styles['account']}>
      {name !== null && (
        <p className={styles['who']}>
          {sign_in_url === null ? 'Changes are logged as' : 'Signed in as'}{' '}
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <br />
          <Access {...session.data} />
        </p>
      )}
      {management_url !== null && isWebUrl(management_url) && (
        <a className={styles['item']} href={management_url} target="_blank" rel="noreferrer">
          Manage account
        </a>
      )}
      {sign_in_url !== null && (
        <Link className={styles['item']} to={PAGE_PATHS.signInCheck}>
          Check the sign-in
        </Link>
      )}
      {signed_in && <SignOutButtons everywhere={sign_in_url === SIGN_IN_URL} />}
    </div>
  )
}

function Access({ sign_in_url, role, reason }: SessionInfo) {
  if (sign_in_url === null)
    return 'This server has no sign-in: everyone who reaches it may change everything.'
  return (
    <bdi>
      {role === 'admin' && 'Admin: '}
      {role === 'viewer' && 'Viewer: '}
      {reason}
    </bdi>
  )
}

/** @param everywhere whether our process knows the person’s other sessions */
const SignOutButtons = ({ everywhere }: { everywhere: boolean }) => (
  <>
    <button type="button" className={styles['item']} onClick={() => void signOutAndLeave()}>
      Sign out
    </button>
    {everywhere && (
      <button
        type="button"
        className={styles['item']}
        title="Ends your sessions in all browsers"
        onClick={() => void signOutAndLeave({ everywhere: true })}
      >
        Sign out everywhere
      </button>
    )}
  </>
)
