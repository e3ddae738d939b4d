import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { UseFormReturnType } from '@mantine/form'
import type { Channel } from '#contract/channel.ts'
import { ExtraFiles } from './ExtraFiles.tsx'
import { flatcarAddress } from './flatcar-address.ts'
import { fieldId } from '#src/ui/field-id.ts'
import styles from './Forms.module.css'
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
  disabled: boolean
}

export function PackageFields({ form, channels, disabled }: PackageFieldsProps) {
  const field = (name: keyof PackageFormValues) => ({
    id: fieldId(name),
    label: PACKAGE_LABELS[name],
    ...form.getInputProps(name),
  })
  const { values } = form
  const needed = isFlatcar(values) ? ' A Flatcar node needs it.' : ''
  const suggested = isFlatcar(values) ? flatcarAddress(values.version, values.arch) : null
  const ofArch = channels.filter(({ arch }) => arch === archOf(values.arch))
  return (
    <>
      <FormSection title="Package" disabled={disabled}>
        <TextInput {...field('version')} description="Three numbers, as in 4100.0.0." autoComplete="off" />
        <NativeSelect
          {...field('arch')}
          data={ARCH_CHOICES}
          onChange={({ currentTarget: { value } }) =>
            // A channel of another arch can't be on the list.
            form.setValues({ arch: value, channels_blacklist: [] })
          }
        />
        <NativeSelect {...field('type')} data={PACKAGE_TYPES} />
        <Textarea {...field('description')} description="For you and your colleagues." rows={2} />
      </FormSection>
      <FormSection title="File" disabled={disabled}>
        {isFlatcar(values) && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              disabled={suggested === null}
              onClick={() => suggested && form.setValues(suggested)}
            >
              Fill in where Flatcar’s own release lies
            </Button>{' '}
            <span className={styles['quiet']}>
              {suggested === null
                ? 'Needs a version, and amd64 or arm64.'
                : 'Platte doesn’t fetch it, and doesn’t look whether it is there.'}
            </span>
          </div>
        )}
        <TextInput
          {...field('url')}
          description="The directory that nodes fetch the file from, with a slash at its end."
          type="url"
          autoComplete="off"
        />
        <TextInput
          {...field('filename')}
          description={`What is fetched from there.${needed}`}
          autoComplete="off"
        />
        <TextInput
          {...field('size')}
          description={`In bytes, digits alone; nodes check it.${needed}`}
          autoComplete="off"
        />
        <TextInput
          {...field('hash')}
          description={`Of the file, in base64; nodes check it.${needed}`}
          autoComplete="off"
        />
        {isFlatcar(values) && (
          <TextInput
            {...field('sha256')}
            description={`Of the file, in base64; what Flatcar’s update_engine checks.${needed}`}
            autoComplete="off"
          />
        )}
      </FormSection>
      <FormSection title="Extra files" disabled={disabled}>
        <ExtraFiles form={form} />
      </FormSection>
      <FormSection title="Never for these channels" disabled={disabled}>
        <Checkbox.Group
          {...field('channels_blacklist')}
          label="Blacklist"
          description="A channel on it can’t be pointed at this package."
        >
          <div className={styles['choices']}>
            {ofArch.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
            {ofArch.length === 0 && (
              <p className={styles['quiet']}>There is no channel of this architecture.</p>
            )}
          </div>
        </Checkbox.Group>
      </FormSection>
    </>
  )
}
