using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>A read-only endpoint, which can be tried from a page.</summary>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Summary">What the endpoint does.</param>
/// <param name="Parameters">The endpoint's parameters.</param>
public sealed record TryEndpoint(string Path, string Summary, IReadOnlyList<TryParameter> Parameters)
{
    /// <summary>A document's read-only endpoints.</summary>
    internal static IEnumerable<TryEndpoint> ListFrom(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        where operation.Key == HttpMethod.Get
        select new TryEndpoint(path.Key, operation.Value.Summary ?? "", [.. (operation.Value.Parameters ?? []).Select(Describe)]);

    /// <summary>The address for the chosen values; null if a part of the path is missing.</summary>
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
/// <param name="Name">The parameter's name.</param>
/// <param name="Description">The parameter's meaning.</param>
/// <param name="Values">The allowed values, default first; empty if any text is allowed.</param>
/// <param name="IsInPath">Whether it is part of the path.</param>
public sealed record TryParameter(string Name, string Description, IReadOnlyList<string> Values, bool IsInPath);
