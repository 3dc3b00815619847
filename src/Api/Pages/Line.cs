using System.Globalization;
using System.Text;

namespace ToolTime.Api.Pages;

/// <summary>Draws a line through values at equal distances, on a field with 0 at its foot; where a value is hidden, the line has a gap.</summary>
internal static class Line
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>The <c>d</c> of a path. A value between two gaps is a dot, which round line ends show.</summary>
    /// <param name="values">The values.</param>
    /// <param name="top">The value at the top of the field; greater than 0.</param>
    /// <param name="width">The field's width.</param>
    /// <param name="height">The field's height.</param>
    public static string Path(IReadOnlyList<double?> values, double top, double width, double height)
    {
        var path = new StringBuilder();
        var step = values.Count > 1 ? width / (values.Count - 1) : 0;
        var isDrawing = false;
        foreach (var (index, value) in values.Index())
        {
            if (value is { } told)
            {
                var point = string.Create(CultureInfo.InvariantCulture, $"{index * step:0.#} {height - (told / top * height):0.#}");
                path.Append(isDrawing ? "L" : "M").Append(point).Append(isDrawing ? "" : $"L{point}");
            }

            isDrawing = value is not null;
        }

        return path.ToString();
    }

    /// <summary>The least of 1, 2 and 5 times a power of ten that no value is over.</summary>
    public static double Top(IEnumerable<double?> values)
    {
        var largest = values.Max() is { } told and > 0 ? told : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return Factors.Select(factor => factor * power).First(top => top >= largest * (1 - 1e-9));
    }
}
