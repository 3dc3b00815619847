using System.Globalization;
using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>Applies the operators of `${…}` to a value.</summary>
internal static class ParameterValue
{
    /// <summary>The most steps for matching a pattern; beyond that the result is unknown.</summary>
    private const int MostSteps = 200_000;

    /// <summary>Applies a text operator; null if the result is unknown.</summary>
    /// <param name="text">The value.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="argument">What follows the operator.</param>
    public static string? Apply(string text, string operation, string argument)
    {
        if (!Field.IsKnownText(argument))
        {
            return null;
        }

        return operation switch
        {
            "#" or "##" => Field.IsKnownText(text) ? TrimStart(text, argument, operation == "##") : null,
            "%" or "%%" => Field.IsKnownText(text) ? TrimEnd(text, argument, operation == "%%") : null,
            "/" or "//" or "/#" or "/%" => Field.IsKnownText(text) ? Replace(text, operation, argument) : null,
            "^^" => text.ToUpperInvariant(),
            ",," => text.ToLowerInvariant(),
            "^" => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..],
            "," => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..],
            ":" => Field.IsKnownText(text) ? Slice(text, argument) : argument.EndsWith(":0", StringComparison.Ordinal) ? "" : null,
            "@" => text,
            _ => null,
        };
    }

    private static string? TrimStart(string text, string pattern, bool isLongest)
    {
        if (text.Length * text.Length * (long)(pattern.Length + 1) > MostSteps)
        {
            return null;
        }

        for (var step = 0; step <= text.Length; step++)
        {
            var length = isLongest ? text.Length - step : step;
            if (GlobPattern.IsMatch(text.AsSpan(0, length), pattern))
            {
                return text[length..];
            }
        }

        return text;
    }

    private static string? TrimEnd(string text, string pattern, bool isLongest)
    {
        if (text.Length * text.Length * (long)(pattern.Length + 1) > MostSteps)
        {
            return null;
        }

        for (var step = 0; step <= text.Length; step++)
        {
            var start = isLongest ? step : text.Length - step;
            if (GlobPattern.IsMatch(text.AsSpan(start), pattern))
            {
                return text[..start];
            }
        }

        return text;
    }

    private static string? Replace(string text, string operation, string argument)
    {
        var slash = argument.IndexOf('/');
        var pattern = slash < 0 ? argument : argument[..slash];
        var with = slash < 0 ? "" : argument[(slash + 1)..];
        if (pattern.Length == 0 || GlobPattern.HasPattern(pattern))
        {
            return pattern.Length == 0 ? text : null;
        }

        var first = text.IndexOf(pattern, StringComparison.Ordinal);
        return operation switch
        {
            "//" => text.Replace(pattern, with, StringComparison.Ordinal),
            "/#" => first == 0 ? with + text[pattern.Length..] : text,
            "/%" => text.EndsWith(pattern, StringComparison.Ordinal) ? text[..^pattern.Length] + with : text,
            _ => first < 0 ? text : text[..first] + with + text[(first + pattern.Length)..],
        };
    }

    private static string? Slice(string text, string argument)
    {
        var colon = argument.IndexOf(':');
        if (!int.TryParse(colon < 0 ? argument : argument[..colon], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite,
            CultureInfo.InvariantCulture, out var start))
        {
            return null;
        }

        start = Math.Clamp(start < 0 ? text.Length + start : start, 0, text.Length);
        if (colon < 0)
        {
            return text[start..];
        }

        if (!int.TryParse(argument[(colon + 1)..].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var end = Math.Clamp(length < 0 ? text.Length + length : start + (long)length, start, text.Length);
        return text[start..(int)end];
    }
}
