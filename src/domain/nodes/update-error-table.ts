const NETWORK =
  'Check that the node reaches the address of the package (network, DNS, proxy, TLS); it retries by itself.'
const SERVER_REACH =
  'Check SERVER in /etc/flatcar/update.conf and that the node reaches it (network, DNS, proxy, TLS); it retries by itself.'
const PACKAGE =
  'Compare size and hash of the package with the file at its address; a proxy on the way may have changed it.'
const PAYLOAD =
  'Fetch the file from its address and check that it is an intact update payload of this version.'
const SIGNATURE =
  'Check that the payload is signed with the key that this image trusts; custom images trust their own keys.'
const DISK = 'Check the node’s disk: free space, file system and hardware errors (journalctl -k).'
const JOURNAL = 'Read the node’s journal: journalctl -u update-engine.'
const SERVER_ANSWER = 'Look up this node and time in the update server’s log.'
const NOTHING = 'Nothing needs to be done: the node checks in again later.'

interface KnownError {
  /** Its name in update_engine's log, without the prefix `kActionCode`. */
  name: string
  /** What happened, one sentence. */
  summary: string
  nextStep: string
}

const known = (name: string, summary: string, nextStep: string): KnownError => ({ name, summary, nextStep })

/**
 * The numbers that Flatcar's update_engine sends with a failed update: `ActionExitCode` in
 * `src/update_engine/action_processor.h` of github.com/flatcar/update_engine.
 */
export const UPDATE_ERRORS: Readonly<Record<number, KnownError>> = {
  1: known('Error', 'The update failed, and the node gave no further reason.', JOURNAL),
  2: known('OmahaRequestError', 'The node could not reach the update server.', SERVER_REACH),
  3: known(
    'OmahaResponseHandlerError',
    'The node could not process the update server’s response.',
    'Check address, file name and hash of the package.',
  ),
  4: known('FilesystemCopierError', 'Reading or checking the system partition failed.', DISK),
  5: known(
    'PostinstallRunnerError',
    'The script that finishes the installation failed.',
    'Read the node’s journal (journalctl -u update-engine -t coreos-postinst): a full boot or OEM partition and an extension that could not be downloaded cause this.',
  ),
  6: known('SetBootableFlagError', 'The new system partition could not be made bootable.', DISK),
  7: known('InstallDeviceOpenError', 'The partition to install to could not be opened.', DISK),
  8: known('KernelDeviceOpenError', 'The partition of the new kernel could not be opened.', DISK),
  9: known('DownloadTransferError', 'The download broke off.', NETWORK),
  10: known('PayloadHashMismatchError', 'The downloaded file does not have the package’s hash.', PACKAGE),
  11: known('PayloadSizeMismatchError', 'The downloaded file does not have the package’s size.', PACKAGE),
  12: known('DownloadPayloadVerificationError', 'The downloaded file could not be verified.', PACKAGE),
  13: known(
    'DownloadNewPartitionInfoError',
    'The payload does not say what the new partition must look like.',
    PAYLOAD,
  ),
  14: known('DownloadWriteError', 'The download could not be written to the disk.', DISK),
  15: known('NewRootfsVerificationError', 'The system partition does not hold what was written to it.', DISK),
  16: known('NewKernelVerificationError', 'The new kernel is not what the payload announced.', DISK),
  17: known('SignedDeltaPayloadExpectedError', 'The payload is not signed.', SIGNATURE),
  18: known(
    'DownloadPayloadPubKeyVerificationError',
    'The payload’s signature does not match the node’s key.',
    SIGNATURE,
  ),
  19: known(
    'PostinstallBootedFromFirmwareB',
    'The node runs from its spare firmware and cannot update that now.',
    'Reboot the node and let it try again.',
  ),
  20: known(
    'DownloadStateInitializationError',
    'The node could not save or restore the progress of the download.',
    DISK,
  ),
  21: known(
    'DownloadInvalidMetadataMagicString',
    'The downloaded file is not an update payload.',
    'Fetch the file from its address: often an error page or a proxy’s sign-in page comes instead.',
  ),
  22: known(
    'DownloadSignatureMissingInManifest',
    'The payload’s table of contents has no signature.',
    SIGNATURE,
  ),
  23: known('DownloadManifestParseError', 'The payload’s table of contents cannot be read.', PAYLOAD),
  24: known(
    'DownloadMetadataSignatureError',
    'The signature of the payload’s table of contents is broken.',
    SIGNATURE,
  ),
  25: known(
    'DownloadMetadataSignatureVerificationError',
    'The signature of the payload’s table of contents could not be checked.',
    SIGNATURE,
  ),
  26: known(
    'DownloadMetadataSignatureMismatch',
    'The signature of the payload’s table of contents does not match.',
    SIGNATURE,
  ),
  27: known('DownloadOperationHashVerificationError', 'A part of the payload could not be checked.', PAYLOAD),
  28: known(
    'DownloadOperationExecutionError',
    'A part of the payload could not be applied.',
    'Check the node’s disk, and, for a delta, that it starts from the version that the node runs.',
  ),
  29: known('DownloadOperationHashMismatch', 'A part of the payload arrived changed.', PACKAGE),
  30: known('OmahaRequestEmptyResponseError', 'The update server’s response was empty.', SERVER_ANSWER),
  31: known('OmahaRequestXMLParseError', 'The update server’s response was not XML.', SERVER_ANSWER),
  32: known(
    'DownloadInvalidMetadataSize',
    'The payload’s table of contents has an impossible size.',
    PAYLOAD,
  ),
  33: known(
    'DownloadInvalidMetadataSignature',
    'The payload’s table of contents has an impossible signature.',
    SIGNATURE,
  ),
  34: known(
    'OmahaResponseInvalid',
    'The node checked in again, and the server responded with an error instead of an update.',
    'Often the server still considers an update in progress on the node, for instance after a reboot during it. The node checks in again by itself; if the error persists, look it up in the server’s log.',
  ),
  35: known('OmahaUpdateIgnoredPerPolicy', 'The node ignored the update, as it is configured to.', NOTHING),
  36: known('OmahaUpdateDeferredPerPolicy', 'The node deferred the update, as it is configured to.', NOTHING),
  37: known(
    'OmahaErrorInHTTPResponse',
    'The update server or a proxy responded with an HTTP error.',
    SERVER_REACH,
  ),
  38: known('DownloadOperationHashMissingError', 'A part of the payload has no hash.', PAYLOAD),
  39: known(
    'DownloadMetadataSignatureMissingError',
    'The signature of the payload’s table of contents is missing.',
    SIGNATURE,
  ),
  40: known('OmahaUpdateDeferredForBackoff', 'The node waits longer after several failures.', NOTHING),
  41: known(
    'PostinstallPowerwashError',
    'The node could not prepare the reset that comes with the update.',
    DISK,
  ),
  42: known(
    'NewPCRPolicyVerificationError',
    'The policy for the TPM’s measurements is not what the payload announced.',
    PAYLOAD,
  ),
  43: known(
    'NewPCRPolicyHTTPError',
    'The policy for the TPM’s measurements could not be sent to its server.',
    'Check PCR_POLICY_SERVER in /etc/flatcar/update.conf and that the node reaches it.',
  ),
  44: known(
    'RollbackError',
    'The node came back with its old version after the update.',
    'The new version did not boot, or someone rolled it back: look at the console and at journalctl -b -1, and pause the rollout if more nodes do this.',
  ),
  100: known('DownloadIncomplete', 'The download is not complete.', NETWORK),
}

/** The four highest bits, which describe the circumstances. None of them is a fault. */
export const UPDATE_ERROR_FLAGS = [
  { bit: 31, name: 'DevMode', meaning: 'the node runs in developer mode' },
  { bit: 30, name: 'Resumed', meaning: 'the update had been interrupted and was resumed' },
  { bit: 29, name: 'TestImage', meaning: 'the node runs a development image' },
  { bit: 28, name: 'TestOmahaUrl', meaning: 'the node uses this update server, not Flatcar’s public one' },
] as const

/** An HTTP error of the update server is sent as this plus its status. */
export const HTTP_STATUS_BASE = 2000
/** Sent in place of a status where there was none: without a connection, or with a broken one. */
export const NO_HTTP_STATUS = 999
