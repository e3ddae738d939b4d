import { TextInput, type TextInputProps } from '@mantine/core'

/** What a browser's colour picker takes. */
const HEX_COLOUR = /^#[\da-f]{6}$/i

/** A channel's colour. One that the browser's picker can't show, which the API accepts, is text. */
export const ColourInput = (props: TextInputProps) => {
  const isHex = HEX_COLOUR.test(String(props.value ?? ''))
  return (
    <TextInput
      {...props}
      type={isHex ? 'color' : 'text'}
      description={isHex ? 'Marks the channel in lists.' : 'Marks the channel in lists; such as #1f5fbf.'}
      w="10rem"
    />
  )
}
