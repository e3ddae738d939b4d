import { Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Application } from '#contract/application.ts'
import { fieldId } from '#src/ui/field-id.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import { APPLICATION_LABELS, type ApplicationSettings } from '#src/writes/application-resource.ts'
import { typedErrors } from './application-form-values.ts'

interface ApplicationFieldsProps {
  form: UseFormReturnType<ApplicationSettings>
  /** Whose names and product ids are taken. */
  others: readonly Application[]
  disabled: boolean
}

/** The settings of an application, checked as they are typed. */
export function ApplicationFields({ form, others, disabled }: ApplicationFieldsProps) {
  const errors = typedErrors(form.values, others)
  const field = (name: keyof ApplicationSettings) => {
    const props = form.getInputProps(name)
    return {
      id: fieldId(name),
      label: APPLICATION_LABELS[name],
      ...props,
      error: props.error ?? errors[name],
    }
  }
  return (
    <FormSection title="Application" disabled={disabled}>
      <TextInput {...field('name')} description="For example the operating system." autoComplete="off" />
      <Textarea {...field('description')} description="For you and your colleagues." rows={2} />
      <TextInput
        {...field('product_id')}
        description="Nodes may send it in place of the application’s ID: two or more parts with dots between them, such as io.example.App. Optional."
        autoComplete="off"
        spellCheck={false}
      />
    </FormSection>
  )
}
