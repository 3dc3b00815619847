using System.Globalization;
using System.Text;

namespace ToolTime.Api.Pages;

/// <summary>
/// Draws values at equal distances, on a field with 0 at the bottom. An unpublished week is a band up to its possible maximum.
/// </summary>
internal static class Chart
{
    private static readonly double[] Factors = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>
    /// The <c>d</c> attribute of a path through the values. A value between two missing ones is a dot, drawn by round line ends.
    /// </summary>
    /// <param name="values">The values; null if not published.</param>
    /// <param name="top">The value at the top of the field; above 0.</param>
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

    /// <summary>The <c>d</c> attribute of the bands in place of missing values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bounds">For each missing value, an upper bound; null if unknown, for a band to the top.</param>
    /// <param name="top">The value at the top of the field; above 0.</param>
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

    /// <summary>The smallest of 1, 1.5, 2, 3, 4, 5, 6 and 8 times a power of ten that no value exceeds.</summary>
    public static double Top(IEnumerable<double?> values)
    {
        var largest = values.Max() is { } known and > 0 ? known : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return Factors.Select(factor => factor * power).First(top => top >= largest * (1 - 1e-9));
    }

    /// <summary>A number formatted for an attribute.</summary>
    public static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static double X(int index, int count, double width) => count > 1 ? index * width / (count - 1) : width / 2;

    private static string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
}
