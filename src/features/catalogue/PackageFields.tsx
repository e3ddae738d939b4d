import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { UseFormReturnType } from '@mantine/form'
import type { Channel } from '#contract/channel.ts'
import { ExtraFiles } from './ExtraFiles.tsx'
import { FileCheckControl } from './FileCheckControl.tsx'
import { flatcarReleaseFile } from './flatcar-release-file.ts'
import { fieldId } from '#src/ui/field-id.ts'
import styles from './Catalogue.module.css'
import { FormSection } from '#src/ui/FormSection.tsx'
import {
  ARCH_CHOICES,
  archOf,
  isFlatcar,
  PACKAGE_LABELS,
  PACKAGE_TYPES,
  type PackageFormValues,
} from './package-form-values.ts'

interface PackageFieldsProps {
  form: UseFormReturnType<PackageFormValues>
  channels: readonly Channel[]
  isNew: boolean
  disabled: boolean
}

/** The fields of a package, in sections. */
export function PackageFields({ form, channels, isNew, disabled }: PackageFieldsProps) {
  return (
    <>
      <FormSection title="Package" disabled={disabled}>
        <IdentityFields form={form} isNew={isNew} />
      </FormSection>
      <FormSection title="File" disabled={disabled}>
        <FileFields form={form} />
      </FormSection>
      <FormSection title="Extra files" disabled={disabled}>
        <ExtraFiles form={form} />
      </FormSection>
      <FormSection title="Blacklisted channels" disabled={disabled}>
        <BlacklistField form={form} channels={channels} />
      </FormSection>
    </>
  )
}

type SectionProps = Pick<PackageFieldsProps, 'form'>

const inputProps = (form: SectionProps['form'], name: keyof PackageFormValues) => ({
  id: fieldId(name),
  label: PACKAGE_LABELS[name],
  ...form.getInputProps(name),
})

function IdentityFields({ form, isNew }: SectionProps & { isNew: boolean }) {
  return (
    <>
      <TextInput
        {...inputProps(form, 'version')}
        description="Three numbers, such as 4100.0.0."
        autoComplete="off"
      />
      <NativeSelect
        {...inputProps(form, 'arch')}
        data={ARCH_CHOICES}
        description={isNew ? 'Can’t be changed later.' : 'Can’t be changed.'}
        disabled={!isNew}
        onChange={({ currentTarget: { value } }) =>
          // The blacklist only has channels of the package's arch.
          form.setValues({ arch: value, channels_blacklist: [] })
        }
      />
      <NativeSelect {...inputProps(form, 'type')} data={PACKAGE_TYPES} />
      <Textarea {...inputProps(form, 'description')} description="For you and your colleagues." rows={2} />
    </>
  )
}

function FileFields({ form }: SectionProps) {
  const { values } = form
  const required = isFlatcar(values) ? ' Required by Flatcar nodes.' : ''
  return (
    <>
      {isFlatcar(values) && <OfficialDownload form={form} />}
      <TextInput
        {...inputProps(form, 'url')}
        description="The directory that nodes download the file from, with a slash at the end."
        type="url"
        autoComplete="off"
      />
      <TextInput
        {...inputProps(form, 'filename')}
        description={`The file to download from there.${required}`}
        autoComplete="off"
      />
      <TextInput
        {...inputProps(form, 'size')}
        description={`In bytes, digits only; nodes verify it.${required}`}
        autoComplete="off"
      />
      <TextInput
        {...inputProps(form, 'hash')}
        description={`Of the file, in base64 or hexadecimal; nodes verify it.${required}`}
        autoComplete="off"
      />
      {isFlatcar(values) && (
        <TextInput
          {...inputProps(form, 'sha256')}
          description={`Of the file, in base64 or hexadecimal; Flatcar’s update_engine verifies it.${required}`}
          autoComplete="off"
        />
      )}
      <FileCheckControl form={form} />
    </>
  )
}

function OfficialDownload({ form }: SectionProps) {
  const file = flatcarReleaseFile(form.values.version, form.values.arch)
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={file === null}
        onClick={() => file && form.setValues(file)}
      >
        Use Flatcar’s official download URL
      </Button>{' '}
      <span className={styles['quiet']}>
        {file === null
          ? 'Enter a version, and select amd64 or arm64.'
          : 'The rest can be filled in from the file below.'}
      </span>
    </div>
  )
}

function BlacklistField({ form, channels }: Pick<PackageFieldsProps, 'form' | 'channels'>) {
  const ofArch = channels.filter(({ arch }) => arch === archOf(form.values.arch))
  return (
    <Checkbox.Group
      {...inputProps(form, 'channels_blacklist')}
      label="Blacklist"
      description="A blacklisted channel can’t have this package."
    >
      <div className={styles['choices']}>
        {ofArch.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={<bdi>{name}</bdi>} />
        ))}
        {ofArch.length === 0 && (
          <p className={styles['quiet']}>The application has no channel of this architecture.</p>
        )}
      </div>
    </Checkbox.Group>
  )
}
