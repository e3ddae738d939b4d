/** What a colour and an icon say together; never the colour alone. */
export type Tone = 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
