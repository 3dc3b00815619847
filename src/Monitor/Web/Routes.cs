using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>The routing table. A plain table: there are few addresses, and none has a variable part.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, Dictionary<string, RequestDelegate>> _handlers = new(StringComparer.Ordinal);

    public void Get(string path, RequestDelegate handler) => Add(path, HttpMethods.Get, handler);

    public void Post(string path, RequestDelegate handler) => Add(path, HttpMethods.Post, handler);

    public Task HandleAsync(HttpContext context)
    {
        if (!_handlers.TryGetValue(context.Request.Path.Value ?? "", out var methods))
        {
            return ProblemAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing here.", []);
        }

        if (methods.TryGetValue(context.Request.Method, out var handler))
        {
            return handler(context);
        }

        context.Response.Headers.Allow = string.Join(", ", methods.Keys);
        return ProblemAnswer.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "This method is not supported here.", []);
    }

    private void Add(string path, string method, RequestDelegate handler)
    {
        if (!_handlers.TryGetValue(path, out var methods))
        {
            _handlers[path] = methods = new(StringComparer.Ordinal);
        }

        methods.Add(method, handler);
    }
}
