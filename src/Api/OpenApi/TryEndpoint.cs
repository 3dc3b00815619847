using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>An endpoint that only reads, and so can be tried from a page.</summary>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">What it takes.</param>
public sealed record TryEndpoint(string Path, string Summary, IReadOnlyList<TryParameter> Parameters)
{
    /// <summary>The endpoints of a document that only read.</summary>
    internal static IEnumerable<TryEndpoint> ListFrom(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        where operation.Key == HttpMethod.Get
        select new TryEndpoint(path.Key, operation.Value.Summary ?? "", [.. (operation.Value.Parameters ?? []).Select(Describe)]);

    /// <summary>The address that was chosen; null where a part of the path is missing.</summary>
    internal string? AddressOf(IQueryCollection chosen)
    {
        var path = new StringBuilder(Path);
        var query = new QueryBuilder();
        foreach (var parameter in Parameters)
        {
            var value = chosen[parameter.Name].ToString();
            if (parameter.IsInPath)
            {
                if (value.Length == 0)
                {
                    return null;
                }

                path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value));
            }
            else if (value.Length > 0)
            {
                query.Add(parameter.Name, value);
            }
        }

        return path + query.ToQueryString().ToString();
    }

    private static TryParameter Describe(IOpenApiParameter parameter) =>
        new(
            parameter.Name!,
            parameter.Description ?? "",
            [.. (parameter.Schema?.Enum ?? []).Select(value => value.GetValue<string>())],
            parameter.In == ParameterLocation.Path
        );
}

/// <summary>A parameter of an endpoint that can be tried.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Values">What it may be, the default first; empty where any text may stand there.</param>
/// <param name="IsInPath">Whether it stands in the path.</param>
public sealed record TryParameter(string Name, string Description, IReadOnlyList<string> Values, bool IsInPath);
