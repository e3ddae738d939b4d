/** The kind of a state, shown by an icon and a colour together, never by the colour alone. */
export type Tone = 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
