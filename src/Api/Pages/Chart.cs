using System.Globalization;
using System.Text;

namespace ToolTime.Api.Pages;

/// <summary>
/// Draws values at equal distances, on a field with 0 at its foot. A week that is not published is a band up to what it may have been.
/// </summary>
internal static class Chart
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>The <c>d</c> of a path through the values. One between two that are missing is a dot, which round line ends show.</summary>
    /// <param name="values">The values; null for one that is not published.</param>
    /// <param name="top">The value at the top of the field; greater than 0.</param>
    /// <param name="width">The field's width.</param>
    /// <param name="height">The field's height.</param>
    public static string Line(IReadOnlyList<double?> values, double top, double width, double height)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (index, value) in values.Index())
        {
            if (value is { } known)
            {
                var point = Point(X(index, values.Count, width), height - (known / top * height));
                path.Append(isDrawing ? "L" : "M").Append(point).Append(isDrawing ? "" : $"L{point}");
            }

            isDrawing = value is not null;
        }

        return path.ToString();
    }

    /// <summary>The <c>d</c> of the bands of values that are missing.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bounds">For each what it is below where it is missing; null where that is not known, for a band to the top.</param>
    /// <param name="top">The value at the top of the field; greater than 0.</param>
    /// <param name="width">The field's width.</param>
    /// <param name="height">The field's height.</param>
    public static string Bands(IReadOnlyList<double?> values, IReadOnlyList<double?> bounds, double top, double width, double height)
    {
        var path = new StringBuilder();
        var half = values.Count > 1 ? width / (values.Count - 1) / 2 : width / 2;
        foreach (var (index, value) in values.Index())
        {
            if (value is null)
            {
                var (left, right) = (
                    Math.Max(0, X(index, values.Count, width) - half),
                    Math.Min(width, X(index, values.Count, width) + half)
                );
                var upper = height - (Math.Min(1, (bounds[index] ?? top) / top) * height);
                path.Append('M')
                    .Append(Point(left, height))
                    .Append('L')
                    .Append(Point(left, upper))
                    .Append('L')
                    .Append(Point(right, upper))
                    .Append('L')
                    .Append(Point(right, height))
                    .Append('Z');
            }
        }

        return path.ToString();
    }

    /// <summary>The least of 1, 2 and 5 times a power of ten that no value is over.</summary>
    public static double Top(IEnumerable<double?> values)
    {
        var largest = values.Max() is { } known and > 0 ? known : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return Factors.Select(factor => factor * power).First(top => top >= largest * (1 - 1e-9));
    }

    /// <summary>A number as it stands in an attribute.</summary>
    public static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static double X(int index, int count, double width) => count > 1 ? index * width / (count - 1) : width / 2;

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
}
