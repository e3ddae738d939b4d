import { describe, expect, test } from 'vitest'
import { intervalOfValue, intervalValueOf, withUnit } from './interval-value.ts'

describe('an interval in the form', () => {
  test('is a number and a unit where it is written so', () => {
    expect(intervalValueOf('15 minutes')).toEqual({ text: '15', unit: 'minute' })
    expect(intervalValueOf('1 hour')).toEqual({ text: '1', unit: 'hour' })
  })

  test('is the text itself where it is written otherwise', () => {
    for (const interval of ['1 mon', '01:30:00', '1 hour 30 minutes', '15 min', '1.5 hours', 'PT15M', ''])
      expect(intervalValueOf(interval)).toEqual({ text: interval, unit: 'custom' })
  })

  test('goes back letter for letter when nobody edited it', () => {
    for (const interval of ['1 minutes', '15 minutes', '1 mon', ' 01:30:00 ', '007 days'])
      expect(intervalOfValue(intervalValueOf(interval), interval)).toBe(interval)
  })

  test('is written in the singular for one and the plural for more', () => {
    expect(intervalOfValue({ text: '1', unit: 'hour' }, '15 minutes')).toBe('1 hour')
    expect(intervalOfValue({ text: ' 090 ', unit: 'minute' }, '15 minutes')).toBe('90 minutes')
    expect(intervalOfValue({ text: '1500', unit: 'second' }, '15 minutes')).toBe('1500 seconds')
  })

  test('stays what was typed where that is no whole number', () => {
    expect(intervalOfValue({ text: '', unit: 'minute' }, '15 minutes')).toBe('')
    expect(intervalOfValue({ text: ' 1 mon ', unit: 'custom' }, '15 minutes')).toBe('1 mon')
  })
})

describe('picking another unit', () => {
  test('keeps the number', () => {
    expect(withUnit({ text: '15', unit: 'minute' }, 'hour')).toEqual({ text: '15', unit: 'hour' })
  })

  test('writes the interval out, and back from words takes their number', () => {
    expect(withUnit({ text: '15', unit: 'minute' }, 'custom')).toEqual({
      text: '15 minutes',
      unit: 'custom',
    })
    expect(withUnit({ text: '2 mons', unit: 'custom' }, 'week')).toEqual({ text: '2', unit: 'week' })
    expect(withUnit({ text: 'P1M', unit: 'custom' }, 'day')).toEqual({ text: 'P1M', unit: 'day' })
  })
})
